// Package main exists for one import: Go builds Tendermint as it is published, at the versions that go.sum fixes.
package main

import _ "github.com/tendermint/tendermint/cmd/tendermint"

func main() {}
