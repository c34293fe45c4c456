package ui

import (
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/pull"
)

func TestAConnectionThatACommandMadeIsSeen(t *testing.T) {
	var l live
	one := pull.Status{Connection: book.Connection{ID: 1, From: 20000}}
	if l.others([]pull.Status{one}) {
		t.Error("what is there at first is pulled anyway")
	}
	if l.others([]pull.Status{one}) {
		t.Error("nothing is new")
	}
	one.Last = time.Now() // how far it has come is nothing to the schedule
	if l.others([]pull.Status{one}) {
		t.Error("a bill that came in is no other connection")
	}
	two := pull.Status{Connection: book.Connection{ID: 2, From: 20000}}
	if !l.others([]pull.Status{one, two}) {
		t.Error("the second connection is not seen")
	}
	two.Connection.From = 19000
	if !l.others([]pull.Status{one, two}) {
		t.Error("an earlier first day is not seen")
	}
}

func TestABackFillIsShownNowAndThen(t *testing.T) {
	var l live
	now := time.Date(2025, 11, 23, 10, 0, 0, 0, time.UTC)
	shown := 0
	for range 60 {
		l.pulls(now)
		if l.shows(false, now) {
			shown++
		}
		now = now.Add(time.Second)
	}
	if shown != 4 {
		t.Errorf("read %d times in a minute", shown)
	}
	now = now.Add(10 * time.Second)
	for range 2 {
		if !l.shows(false, now) {
			t.Error("without a pull every change is shown at once")
		}
	}
	if l.shows(true, now) {
		t.Error("a pull that the owner began is none the less shown now and then")
	}
}
