namespace Injector.Background.Tests;

/// <summary>Work that knows which turn it is.</summary>
internal static class NumberedTurns
{
    internal static Task RunAsync(this SupervisedLoop loop, Func<int, Turn> work, Func<int> begin, CancellationToken stop) =>
        loop.RunAsync(_ => Task.FromResult(work(begin())), stop);
}
