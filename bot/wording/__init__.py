"""Results become replies, in French, English and Spanish."""
