package picked
import ("testing";"fmt";"zhangfang/app/sample";"zhangfang/app/book";"zhangfang/app/reconcile")
func TestZZ(t *testing.T){
 for _,zh:=range []bool{false,true}{ for _,n:=range []int{10000,50000}{
 l:=sample.NewLedger(sample.LedgerSpec{Lines:n,Seed:1,Days:n/140,Chinese:zh})
 var rows []book.Row
 for i:=range l.Bank{x:=&l.Bank[i];rows=append(rows,book.Row{ID:book.EntryID(len(rows)+1),Channel:1,Day:x.Day,Amount:x.Amount,Currency:"CNY",Text:&book.RowText{Memo:x.Text,TxnNo:x.ID}})}
 for i:=range l.Ledger{x:=&l.Ledger[i];rows=append(rows,book.Row{ID:book.EntryID(len(rows)+1),Channel:2,Day:x.Day,Amount:x.Amount,Currency:"CNY",Key:x.Ref,Text:&book.RowText{Memo:x.Text,TxnNo:x.ID}})}
 w:=&work{rules:newRules(&reconcile.Parameters{}),yield:func(*book.Outcome)bool{return true}}
 w.take(rows,[]book.ChannelID{1},[]book.ChannelID{2})
 w.part=w.byCurrency()[0]; w.faceSigns();w.readTexts();w.learn()
 s:=0; for _,f:=range w.known.found{s+=len(f)}
 fmt.Println(zh,n,"terse",len(w.names[w.terse]),"wordy",len(w.names[1-w.terse]),"sightings",s)
 for k:=0;k<40;k++{ fmt.Print(w.names[w.terse][k*len(w.names[w.terse])/40],"|")}
 fmt.Println(); for k:=0;k<40;k++{ fmt.Print(w.names[1-w.terse][k*len(w.names[1-w.terse])/40],"|")}; fmt.Println()
 }}
}
