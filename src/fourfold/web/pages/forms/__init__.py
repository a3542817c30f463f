"""Forms: what people can send, with our labels and our words for what is wrong."""
