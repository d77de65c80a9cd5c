using BenchmarkDotNet.Running;
using Injector.Benchmarks.Engine;
using Injector.Benchmarks.Load;
using Injector.Benchmarks.Mutations;

switch (args)
{
    case ["engine", .. var rest]:
        BenchmarkRunner.Run<AdmissionBenchmarks>(args: rest);
        return 0;
    case ["load", .. var rest]:
        return await LoadComparison.RunAsync(seconds: rest is [var text, ..] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 10);
    case ["mutate-profiles", .. var rest]:
        return ProfileMutations.Run(rest);
    case ["yaml-shapes"]:
        return YamlShapes.Run();
    default:
        await Console.Error.WriteLineAsync("usage: engine [BenchmarkDotNet options] | load [seconds] | mutate-profiles [--count N] [--seed N] | yaml-shapes");
        return 2;
}
