using Injector.Background;

namespace Injector.Tests.Architecture;

/// <summary>
/// Work in the background dies silently: of an exception in a loop, in a callback, in a task that nobody awaits. So it has one home, and what looks like it
/// elsewhere is listed here with the reason why it is not. Looked at is the compiled code, which says the same whatever the source looks like.
/// </summary>
public sealed class LoopTests
{
    /// <summary>Loops over an await that end by themselves, inside a turn of a loop or a request.</summary>
    private static readonly Dictionary<string, string> BoundedLoops = new(StringComparer.Ordinal)
    {
        ["Injector.Background.SupervisedLoop.RunAsync"] = "the one loop without an end",
        ["Injector.Server.Admission.Requests.ReviewBody.ReadAsync"] = "reads one body, up to its limit and its deadline",
        ["Injector.Server.Cluster.Registration.RegistrationFeed.OpenAsync"] = "once for each webhook configuration of the options",
        ["Injector.Server.Certificates.CaBundlePublisher.RepairAsync"] = "once for each webhook configuration of the options",
        ["Injector.Server.Certificates.CaBundlePublisher.PublishAsync"] = "once for each webhook configuration of the options",
        ["Injector.Kubernetes.Api.BoundedBody.ReadAsync"] = "reads one answer, up to a limit",
        ["Injector.Kubernetes.Api.ObjectPages.ListAsync"] = "reads the pages of one list; a failure leaves the loop",
        ["Injector.Kubernetes.Watching.Lister`1.ListAsync"] = "reads the pages of one list; a failure leaves the loop",
        ["Injector.Kubernetes.Watching.WatchLines.ReadAsync"] = "reads one watch, until the server ends it or is silent; a failure leaves the loop",
    };

    /// <summary>Code that somebody else calls at some time, and why nothing it throws is lost.</summary>
    private static readonly Dictionary<string, string> Callbacks = new(StringComparer.Ordinal)
    {
        ["Injector.Server.Observability.Logging.LogOutput..ctor: Thread"] = "catches everything and counts it",
        ["Injector.Server.StopSignal..ctor: PosixSignalRegistration"] = "sets a flag",
        ["Injector.Server.StopSignal..ctor: CancellationToken.Register"] = "sets a flag",
        ["Injector.Profiles.Files.DirectoryEvents.Renew: FileSystemWatcher"] = "wakes a supervised loop",
    };

    private static readonly CompiledMethod[] Methods = CompiledMethod.OfProduct();

    [Fact]
    public void Only_the_supervised_loop_awaits_without_an_end() =>
        Methods.Where(method => method is { IsOfServer: true, LoopsOverAnAwait: true }).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(BoundedLoops.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Nobody_starts_work_that_nobody_waits_for()
    {
        Methods.Where(method => method.IsAsyncVoid).Select(method => method.Name).ShouldBeEmpty("async void");
        Methods.Where(method => method.DropsATask).Select(method => method.Name).ShouldBeEmpty("a task that is not awaited");
    }

    [Fact]
    public void What_is_called_from_outside_lets_nothing_be_lost() =>
        Methods.Where(method => method.IsOfServer).SelectMany(method => method.Callbacks.Select(callback => $"{method.Name}: {callback}")).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Callbacks.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_background_service_is_a_supervised_loop()
    {
        var services = Methods.Where(method => method.Name.EndsWith(".ExecuteAsync", StringComparison.Ordinal) && method.IsHostedService).ToArray();

        services.Length.ShouldBeGreaterThanOrEqualTo(5);
        services.ShouldAllBe(method => !method.IsAsync, "there is nothing to await but the loops");
    }

    [Fact]
    public async Task The_test_sees_what_it_looks_for()
    {
        var bad = CompiledMethod.Of(typeof(BadExamples).Assembly).Where(method => method.Name.Contains(nameof(BadExamples), StringComparison.Ordinal)).ToArray();

        bad.Where(method => method.LoopsOverAnAwait).Select(method => method.Name.Split('.')[^1]).Order(StringComparer.Ordinal)
            .ShouldBe(["AwaitsForEachAsync", "LoopsAsync", "LoopsWithATryAsync"]);
        bad.Where(method => method.IsAsyncVoid).ShouldHaveSingleItem();
        bad.Where(method => method.DropsATask).ShouldHaveSingleItem().Name.ShouldEndWith(".Drops");
        bad.SelectMany(method => method.Callbacks).ShouldBe(["Timer"]);
        await BadExamples.AwaitsOnceAsync();
    }

    private static class BadExamples
    {
        internal static async Task AwaitsOnceAsync()
        {
            await Task.Yield();
            for (var i = 0; i < 3; i++)
            {
                GC.KeepAlive(i);
            }
        }

        internal static async Task LoopsAsync()
        {
            while (true)
            {
                await Task.Yield();
            }
        }

        internal static async Task LoopsWithATryAsync(SupervisedLoop loop)
        {
            for (var i = 0; i < 10; i++)
            {
                try
                {
                    loop.Wake();
                    await Task.Yield();
                }
                catch (IOException)
                {
                    await Task.Delay(1);
                }
            }
        }

        internal static async Task AwaitsForEachAsync(IAsyncEnumerable<int> numbers)
        {
            await foreach (var number in numbers)
            {
                GC.KeepAlive(number);
            }
        }

        internal static async void Forgets() => await Task.Yield();

        internal static void Drops() => _ = AwaitsOnceAsync();

        internal static Timer Ticks() => new(_ => Forgets(), null, 1, 1);
    }
}
