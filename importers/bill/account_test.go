package bill

import "testing"

func TestAccount(t *testing.T) {
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{[]string{"账号：6222000000001111"}, "6222000000001111"},
		{[]string{"账号", "6222000000001111", "户名", "1234"}, "6222000000001111"},
		{[]string{"卡号:6222 0000 0000 1111 234"}, "6222000000001111234"},
		{[]string{"卡号:6222 **** **** 1111"}, "6222********1111"},
		{[]string{"卡号:6222****1111"}, "6222****1111"},
		{[]string{"卡号:****1111 张三"}, "****1111"},
		{[]string{"账号：6222000000001111 20251001"}, "6222000000001111"},
		{[]string{"卡号：", "****"}, ""},
		{[]string{"户名：6222000000001111"}, ""},
		{[]string{"账号"}, ""},
	} {
		if got := Account([][]string{c.cells}); got != c.want {
			t.Errorf("%q: %q, want %q", c.cells, got, c.want)
		}
	}
}
