"""Support policies as data: pure values in, decisions and deadlines out."""
