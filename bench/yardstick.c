/* The same episodes as scenario_engine.simulation counts, one by one, in a plain loop:
   the same words, the same tables, the same counts. It is what a C compiler makes of the
   task, to measure ours against; nothing of the product uses it. */

#include <stdint.h>

typedef unsigned __int128 wide;

/* Philox4x64-10 of Salmon et al., SC 2011, with the constants of the paper. */
static inline void philox(const uint64_t counter, const uint64_t key[2], uint64_t out[4])
{
    uint64_t c0 = counter, c1 = 0, c2 = 0, c3 = 0, k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        if (round) {
            k0 += 0x9E3779B97F4A7C15ULL;
            k1 += 0xBB67AE8584CAA73BULL;
        }
        wide left = (wide)c0 * 0xD2E7470EE14C6C93ULL;
        wide right = (wide)c2 * 0xCA5A826395121157ULL;
        uint64_t next0 = (uint64_t)(right >> 64) ^ c1 ^ k0;
        uint64_t next2 = (uint64_t)(left >> 64) ^ c3 ^ k1;
        c1 = (uint64_t)right;
        c3 = (uint64_t)left;
        c0 = next0;
        c2 = next2;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

static inline int32_t pick(const int32_t bits, const int32_t *guide,
                           const uint64_t *branch, int32_t row, uint32_t number)
{
    int32_t at = guide[((int64_t)row << bits) + (number >> (32 - bits))];
    uint64_t least = (uint64_t)number << 32;
    while (branch[at] < least)
        at++;
    return (int32_t)(uint32_t)branch[at];
}

/* Counts episodes by ending (the turn limit last) and turns. */
void simulate(int64_t first, int64_t episodes, int32_t horizon, int32_t blocks,
              uint64_t seed, int32_t is_certain, int32_t by_left,
              const int32_t *start_bits, const int32_t *start_guide,
              const uint64_t *start_branch, int32_t response_bits,
              const int32_t *response_guide, const uint64_t *response_branch,
              int32_t world_bits, const int32_t *world_guide,
              const uint64_t *world_branch, const int32_t *way_bits,
              const int32_t *const *way_guide, const uint64_t *const *way_branch,
              const int32_t *row, const int8_t *ending, int32_t endings,
              int64_t *counts)
{
    const uint64_t dice[2] = {seed, 0}, strategy[2] = {seed, 1};
    uint64_t words[4], choices[4] = {0, 0, 0, 0};
    for (int64_t episode = first; episode < first + episodes; episode++) {
        uint64_t counter = (uint64_t)episode * (uint64_t)blocks + 1;
        philox(counter, dice, words);
        if (!is_certain)
            philox(counter, strategy, choices);
        int32_t state =
            pick(*start_bits, start_guide, start_branch, 0, (uint32_t)(words[0] >> 32));
        int32_t turn = 1, over = -1;
        for (; turn <= horizon; turn++) {
            if (!(turn & 3)) {
                counter++;
                philox(counter, dice, words);
                if (!is_certain)
                    philox(counter, strategy, choices);
            }
            uint64_t word = words[turn & 3];
            uint64_t chosen = is_certain ? word : choices[turn & 3];
            int32_t left = by_left ? horizon - turn + 1 : 0;
            int32_t choice = pick(way_bits[left], way_guide[left], way_branch[left],
                                  row[state], (uint32_t)(chosen >> 32));
            int32_t situation = pick(response_bits, response_guide, response_branch,
                                     choice, (uint32_t)(word >> 32));
            state = pick(world_bits, world_guide, world_branch, situation, (uint32_t)word);
            over = ending[state];
            if (over >= 0)
                break;
        }
        if (over < 0)
            over = endings, turn = horizon;
        counts[(int64_t)over * (horizon + 1) + turn]++;
    }
}
