package book

import "testing"

func TestMayBeAccount(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"6222000000001111", "6222000000001111", true},
		{"6222****1111", "6222000000001111", true},
		{"6222****1111", "6222 0000 0000 1111", true},
		{"6222xxxxxxxx1111", "6222000000001111", true},
		{"****1111", "6222000000001111", true},
		{"****1111", "6222****1111", true},
		{"622200****1111", "6222****1111", true},
		{"6222＊＊＊＊1111", "6222****1111", true},
		{"****1111", "1111", true}, // as a bill that hides nothing else shows it
		{"6222****1111", "6222000000002222", false},
		{"6225****1111", "6222000000001111", false},
		{"6222****11", "6222000000001111", false}, // too little to tell
		{"6222****", "6222000000001111", false},
		{"****", "6222000000001111", false},
		{"6222000000001111", "00000000001111", false}, // both are whole
		{"MT84MALT0110X1111", "MT84MALT0110Y1111", false},
		{"", "6222****1111", false},
		{"", "", false},
	} {
		if got := MayBeAccount(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
		if MayBeAccount(c.b, c.a) != c.want {
			t.Errorf("%q, %q: the order matters", c.b, c.a)
		}
	}
}

func TestFullerAccount(t *testing.T) {
	for _, c := range [][3]string{
		{"6222****1111", "6222000000001111", "6222000000001111"},
		{"6222000000001111", "****1111", "6222000000001111"},
		{"622200****1111", "6222****1111", "622200****1111"},
		{"6222****1111", "6222xxxx1111", "6222****1111"},
		{"", "6222****1111", "6222****1111"},
	} {
		if got := FullerAccount(c[0], c[1]); got != c[2] {
			t.Errorf("%q, %q: %q", c[0], c[1], got)
		}
	}
}
