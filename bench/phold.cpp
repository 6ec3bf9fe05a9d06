// PHOLD on std::priority_queue: the yardstick of phold.bench.ts, which compiles it and talks to it.
// Input: a line "<pending>" and 1024 delays; then one line "<events>" a round. Output: one line a round, "<CPU seconds> <end time> <hash of the counts>".
#include <cstdint>
#include <ctime>
#include <functional>
#include <iostream>
#include <queue>
#include <vector>

#ifndef TIME // int64_t is what one would write; double is what JavaScript has, and slower, because its comparisons branch
#define TIME int64_t
#endif

struct Event {
  TIME at;
  uint64_t sequence; // equal times: first in, first out
  int32_t target;
  bool operator>(const Event &other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
};

static uint32_t state = 0x12345678;

static uint32_t draw() {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

int main() {
  int pending;
  std::vector<TIME> delays(1024);
  std::cin >> pending;
  for (auto &delay : delays) std::cin >> delay;
  std::priority_queue<Event, std::vector<Event>, std::greater<Event>> queue;
  std::vector<uint32_t> counts(pending);
  uint64_t sequence = 0;
  TIME now = 0;
  for (int target = 0; target < pending; ++target) queue.push({delays[draw() >> 22], sequence++, target});
  for (long events; std::cin >> events;) {
    const std::clock_t start = std::clock();
    for (long event = 0; event < events; ++event) {
      const Event due = queue.top();
      queue.pop();
      now = due.at;
      ++counts[due.target];
      const int32_t target = draw() & (pending - 1);
      queue.push({now + delays[draw() >> 22], sequence++, target});
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    uint32_t hash = 0;
    for (const uint32_t count : counts) hash = hash * 31 + count;
    std::cout << seconds << ' ' << int64_t(now) << ' ' << hash << std::endl;
  }
}
