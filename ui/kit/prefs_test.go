package kit

import "testing"

func TestRememberAndRecall(t *testing.T) {
	p := prefsMap{}
	Remember(p, "filter", []string{"alipay"})
	var got []string
	if !Recall(p, "filter", &got) || len(got) != 1 || got[0] != "alipay" {
		t.Errorf("recalled %v", got)
	}
	if Recall(p, "other", &got) || Recall(nil, "filter", &got) {
		t.Error("recalled what was never remembered")
	}
}

type prefsMap map[string]string

func (p prefsMap) StringWithFallback(k, f string) string {
	if s, ok := p[k]; ok {
		return s
	}
	return f
}
func (p prefsMap) SetString(k, v string)                         { p[k] = v }
func (p prefsMap) FloatWithFallback(_ string, f float64) float64 { return f }
func (p prefsMap) SetFloat(string, float64)                      {}
