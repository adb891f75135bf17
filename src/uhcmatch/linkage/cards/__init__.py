"""What a card says of its holder in a roundabout way, read by what the register knows: whose number, whose name."""
