using Injector.Background;
using Injector.Server.Certificates;
using Injector.Server.Hosting;
using Injector.Server.Tests.Certificates;
using Injector.Server.Tests.Hosting;
using Injector.Testing;

namespace Injector.Server.Tests.Observability;

/// <summary>A failure in the background is survived, counted, told by readiness and logged.</summary>
public sealed class BackgroundLoopTests
{
    [Fact]
    public async Task Every_loop_of_a_server_is_measured_from_the_start()
    {
        using var folder = new TemporaryFolder();
        var files = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(
            files.In(WebhookUnderTest.Options) with { ProfilesDirectory = folder.Path }, authorityPem: files.AuthorityPem);

        var metrics = await webhook.MetricsAsync();

        foreach (var loop in (string[])["log-output", "profile-directory", "certificate-files"])
        {
            metrics.ShouldContain($"injector_background_failures_total{{loop=\"{loop}\"}} 0\n");
            metrics.ShouldMatch($"(?m)^injector_background_last_success_timestamp_seconds{{loop=\"{loop}\"}} [0-9.]+$");
        }

        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("background: ok, 3 loops\n");
    }

    [Fact]
    public async Task One_loop_and_one_failure_are_told_in_the_singular()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("background: ok, 1 loop\n");
        webhook.Part<BackgroundLoops>().Add("sick").Health.Failed(null);
        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("background: ok, sick has failed 1 time in a row ");
    }

    [Fact]
    public async Task A_failure_is_counted_told_by_readiness_logged_once_and_said_to_be_over()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var webhook = await WebhookUnderTest.StartAsync(overrides: new WebhookOverrides { Time = time, Variable = static _ => null });
        var loop = webhook.Part<BackgroundLoops>().Add("sick");
        var fails = true;
        using var stop = new CancellationTokenSource();
        var running = loop.RunAsync(
            _ => Task.FromResult(Volatile.Read(ref fails) ? throw new InvalidOperationException("nobody thought of this") : Turn.Done(TimeSpan.FromHours(1))), stop.Token);

        await webhook.MetricAsync("injector_background_failures_total{loop=\"sick\"} 1");
        await AdvanceUntilAsync(time, () => loop.Health.Failures == 2);
        await webhook.MetricAsync("injector_background_failures_total{loop=\"sick\"} 2");
        var sick = await webhook.Admin.GetStringAsync("/readyz?verbose");
        Volatile.Write(ref fails, false);
        await AdvanceUntilAsync(time, () => loop.Health.ConsecutiveFailures == 0);

        sick.ShouldContain("background: ok, sick has failed 2 times in a row and never succeeded (InvalidOperationException: nobody thought of this)\n");
        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("background: ok, 2 loops\n");
        await stop.CancelAsync();
        await running;
        var log = await webhook.StopAndReadLogAsync();
        log.Split(" error The background loop sick failed; ").Length.ShouldBe(2, log);
        log.ShouldContain(" info  The background loop sick works again; failures since the start: 2");
    }

    [Fact]
    public async Task A_clock_that_fails_ends_no_look_at_certificate_files()
    {
        using var folder = new TemporaryFolder();
        var time = new FaultyTime();
        var files = IssuedFiles.Write(folder, "served");
        await using var webhook = await WebhookUnderTest.StartAsync(
            files.In(WebhookUnderTest.Options), new WebhookOverrides { Time = time, Variable = static _ => null }, files.AuthorityPem);
        await time.Manual.TimerAsync(CertificateReload.Interval);
        var next = IssuedFiles.Write(folder, "next");

        time.Fails = true;
        time.Manual.Advance(CertificateReload.Interval);
        var loops = webhook.Part<BackgroundLoops>();
        SpinWait.SpinUntil(() => loops.All.Single(loop => loop.Name == "certificate-files").Failures > 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();

        time.Fails = false;
        next.Replace(files);
        await time.Manual.TimerAsync(CertificateReload.Interval);
        time.Manual.Advance(CertificateReload.Interval);
        await webhook.MetricAsync("injector_certificate_reloads_total{result=\"success\"} 1");

        (await webhook.ServedSerialNumberAsync()).ShouldBe(next.SerialNumber);
    }

    [Fact]
    public async Task What_keeps_the_certificates_from_being_looked_after_is_counted_by_its_loop()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(objects => objects.Refuse = static _ => (500, "InternalError"));

        await self.WaitAsync(self.HasFailedAsync);

        var health = self.Webhook.Part<BackgroundLoops>().All.Single(loop => loop.Name == "certificate-renewal");
        health.Failures.ShouldBeGreaterThan(0);
        self.Objects.Refuse = static _ => null;
        await self.WaitAsync(self.IsServingAsync);
        await self.WaitAsync(() => Task.FromResult(health is { ConsecutiveFailures: 0, HasSucceeded: true }));
    }

    [Fact]
    public async Task A_server_that_is_disposed_of_without_having_been_stopped_says_nothing_of_failed_services()
    {
        using var folder = new TemporaryFolder();
        var log = new MemoryStream();
        var running = await WebhookHost.StartAsync(
            WebhookUnderTest.Options with { ProfilesDirectory = folder.Path }, new WebhookOverrides { Variable = static _ => null, OpenLog = () => log }, CancellationToken.None);

        await running.DisposeAsync();

        System.Text.Encoding.UTF8.GetString(log.ToArray()).ShouldNotContain("BackgroundService");
    }

    [Fact]
    public async Task A_log_that_nobody_reads_is_counted_and_keeps_no_review_from_its_answer()
    {
        await using var running = await WebhookHost.StartAsync(
            WebhookUnderTest.Options, new WebhookOverrides { Variable = static _ => null, OpenLog = static () => new BrokenStream() }, CancellationToken.None);
        using var admin = new HttpClient { BaseAddress = running.AdminAddress };

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await admin.GetStringAsync("/readyz?verbose", patience.Token)).Contains("log-output has failed", StringComparison.Ordinal))
        {
            await Task.Yield();
        }

        (await admin.GetStringAsync("/metrics")).ShouldMatch("(?m)^injector_background_failures_total{loop=\"log-output\"} [1-9]");
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("nobody thought of this");
    }

    // A loop sets the timer of its pause after it has counted the failure, and how long the pause is, chance decides: no single step is sure to end it.
    private static async Task AdvanceUntilAsync(ManualTimeProvider time, Func<bool> reached)
    {
        for (var step = 0; !reached() && step < 100_000; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        reached().ShouldBeTrue();
    }

    private sealed class FaultyTime : TimeProvider
    {
        internal ManualTimeProvider Manual { get; } = new(System.GetUtcNow());

        internal volatile bool Fails;

        public override long TimestampFrequency => Manual.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Fails ? throw new InvalidOperationException("nobody thought of this") : Manual.GetUtcNow();

        public override long GetTimestamp() => Manual.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            Manual.CreateTimer(callback, state, dueTime, period);
    }
}
