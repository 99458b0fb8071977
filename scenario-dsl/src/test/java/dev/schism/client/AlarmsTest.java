// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.Alarms.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private final Alarms alarms = new Alarms();
    private final List<String> woken = new ArrayList<>();

    @Test
    void ringsWhatIsDueInOrder() {
        set("late", 30);
        set("early", 10);
        set("middle", 20);

        alarms.ring(20);

        assertThat(woken).containsExactly("early", "middle");
        assertThat(alarms.next()).isEqualTo(30);
    }

    @Test
    void clearedAlarmDoesNotRing() {
        Alarm alarm = set("a", 10);
        set("b", 11);

        alarms.clear(alarm);
        alarms.clear(alarm);
        alarms.ring(100);

        assertThat(woken).containsExactly("b");
    }

    @Test
    void onlyAnEarlierTimeMovesAnAlarm() {
        Alarm alarm = set("a", 10);

        alarms.setNoLaterThan(alarm, 20);
        assertThat(alarms.next()).isEqualTo(10);
        alarms.setNoLaterThan(alarm, 5);
        assertThat(alarms.next()).isEqualTo(5);
    }

    @Test
    void neverIsNotSet() {
        set("a", Alarms.NEVER);

        assertThat(alarms.next()).isEqualTo(Alarms.NEVER);
    }

    @Test
    void alarmSetWhileRingingWaitsForNextTime() {
        List<Alarm> self = new ArrayList<>();
        self.add(new Alarm(now -> {
            woken.add("a");
            alarms.setNoLaterThan(self.get(0), now);
        }));
        alarms.setNoLaterThan(self.get(0), 1);

        alarms.ring(5);

        assertThat(woken).containsExactly("a");
        assertThat(alarms.next()).isEqualTo(5);
    }

    @Property(tries = 50)
    void ringsAllThatIsLeftInOrderOfTime(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
        Alarms many = new Alarms();
        Random random = new Random(seed);
        List<Long> rung = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long first = random.nextInt(1000);
            long at = Math.min(first, random.nextInt(1000));
            Alarm alarm = new Alarm(now -> rung.add(at));
            many.setNoLaterThan(alarm, first);
            many.setNoLaterThan(alarm, at);
            if (random.nextInt(3) == 0) {
                many.clear(alarm);
            } else {
                expected.add(at);
            }
        }
        many.ring(1000);

        assertThat(rung).isSorted().containsExactlyInAnyOrderElementsOf(expected);
    }

    private Alarm set(String name, long at) {
        Alarm alarm = new Alarm(now -> woken.add(name));
        alarms.setNoLaterThan(alarm, at);
        return alarm;
    }
}
