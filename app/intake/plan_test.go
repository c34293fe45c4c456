package intake_test

import "testing"

// TestARowDoesNotOverwriteItsTwin: two rows share a number; the file that tells
// the second alone came first. The first is new then, and nothing is lost.
func TestARowDoesNotOverwriteItsTwin(t *testing.T) {
	const (
		head   = "日期,流水号,摘要,金额\n"
		first  = "2025-10-01,K1,first,10.00\n"
		second = "2025-10-02,K1,second,20.00\n"
		third  = "2025-10-03,K1,third,30.00\n"
	)
	d := newDesk(t)
	for i, c := range []struct {
		rows                string
		news, known, change int
	}{
		{second, 1, 0, 0},
		{first + second, 1, 1, 0},
		{second + first, 0, 2, 0},
		{first + third + second, 1, 2, 0},
		{third + second + first + "2025-10-04,K2,other,5.00\n", 1, 3, 0},
		{"2025-10-04,K2,other,6.00\n", 0, 0, 1},
	} {
		r := d.bring(d.write("a.csv", head+c.rows))[0]
		if r.New != c.news || r.Known != c.known || r.Changed != c.change {
			t.Errorf("file %d: new %d, known %d, changed %d; want %+v", i, r.New, r.Known, r.Changed, c)
		}
	}
}
