"""Where things are, below `/api/v1`."""

CLUSTER = "/clusters/{institution}/{cluster}"
STATE = CLUSTER + "/states/{state}"
