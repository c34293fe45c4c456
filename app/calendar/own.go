package calendar

import "maps"

// SetOwn says on which days the owner's banks do other than the calendar: true where
// they work. It replaces what was said before.
func (c *China) SetOwn(days map[int32]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own = maps.Clone(days)
	c.years.Clear()
}

// Own is what SetOwn said.
func (c *China) Own() map[int32]bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return maps.Clone(c.own)
}
