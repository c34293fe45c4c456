package fees

// enough rows, and the share of them that must agree, before anything is read from
// data.
const enough = 20

func most(part, all int) bool { return part*10 >= all*9 }
