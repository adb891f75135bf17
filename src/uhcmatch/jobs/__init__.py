"""One module per use of the program: opens files, runs the stages, keeps or returns what comes out."""
