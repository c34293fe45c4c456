// Package sample invents shops: their orders, bills, account bills and bank
// statements in the real file formats, with the truth beside them. It serves the
// sample shop of a first start, tests, benchmarks and accuracy tests, and is the
// one place that writes the real formats. All names and numbers are made up.
//
// A shop is a function of its Spec: the same Spec makes the same bytes.
package sample
