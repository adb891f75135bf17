"""The population file by itself: residents who stand in it more than once."""
