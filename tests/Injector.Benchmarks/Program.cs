using BenchmarkDotNet.Running;
using Injector.Benchmarks.Engine;
using Injector.Benchmarks.Growth;
using Injector.Benchmarks.Load;
using Injector.Benchmarks.Mutations;

switch (args)
{
    case ["engine", .. var rest]:
        BenchmarkRunner.Run<AdmissionBenchmarks>(args: rest);
        return 0;
    case ["load", .. var rest]:
        return await LoadComparison.RunAsync(seconds: rest is [var text, ..] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 10);
    case ["growth", .. var rest]:
        return GrowthTable.Print(filter: rest is [var shape, ..] ? shape : "");
    case ["mutate-reviews", .. var rest]:
        return MutationRun.Run(rest);
    default:
        await Console.Error.WriteLineAsync("usage: engine [BenchmarkDotNet options] | load [seconds] | growth [shape] | mutate-reviews [--count N] [--seed N]");
        return 2;
}
