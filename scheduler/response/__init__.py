"""What a roster would do on the street: how soon exits are sealed, which places lie within reach."""
