"""What was named on the command line → bytes that are what they say: paths, one reading, what is packed inside."""
