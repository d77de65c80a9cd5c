using Injector.Profiles.Resource;
using Injector.Server.Profiles.Objects;
using Injector.Testing;

namespace Injector.Server.Tests.Profiles.Objects;

public sealed class StatusAttemptsTests
{
    private static readonly ProfileObject Object = new() { Namespace = "shop", Name = "helper", Uid = "u", Generation = 1 };

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Replicas_begin_at_different_moments_within_a_second()
    {
        var first = new StatusAttempts(_clock, new Random(1)).Due(Object);
        var second = new StatusAttempts(_clock, new Random(2)).Due(Object);

        first.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        second.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(1));
        first.ShouldNotBe(second);
    }

    [Fact]
    public void Each_try_of_one_edition_doubles_the_pause_up_to_five_minutes_and_a_new_edition_begins_again()
    {
        var attempts = new StatusAttempts(_clock, new Random(1));
        var pauses = new List<double>();
        for (var attempt = 0; attempt < 11; attempt++)
        {
            _clock.Advance(attempts.Due(Object));
            attempts.Tried(Object);
            pauses.Add(attempts.Due(Object).TotalSeconds);
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        attempts.Due(Object with { Generation = 2 }).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        attempts.Due(Object with { Uid = "another", Generation = 2 }).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_clock_that_is_set_back_by_years_delays_nothing()
    {
        var clock = new ClockThatIsSet();
        var attempts = new StatusAttempts(clock, new Random(1));
        attempts.Due(Object);
        attempts.Tried(Object);

        clock.Now = clock.Now.AddYears(-2);

        attempts.Due(Object).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void What_is_gone_is_forgotten()
    {
        var attempts = new StatusAttempts(_clock, new Random(1));
        attempts.Due(Object);
        attempts.Tried(Object);
        attempts.Tried(Object);

        attempts.Keep(new HashSet<string>());

        attempts.Due(Object).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    /// <summary>The date is set by somebody, time does not pass.</summary>
    private sealed class ClockThatIsSet : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => 0;
    }
}
