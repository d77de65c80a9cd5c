using System.Globalization;
using BenchmarkDotNet.Running;
using Injector.Benchmarks.Engine;
using Injector.Benchmarks.Figures;
using Injector.Benchmarks.Growth;
using Injector.Benchmarks.Load;
using Injector.Benchmarks.Mutations;
using Injector.Benchmarks.Neighbours;
using Injector.Benchmarks.Profile;

switch (args)
{
    case ["engine", .. var rest]:
        BenchmarkRunner.Run<AdmissionBenchmarks>(args: rest);
        return 0;
    case ["figures", .. var rest]:
        return FiguresCommand.Run(rest);
    case ["profile", .. var rest]:
        return ProfileCommand.Run(rest);
    case ["load", .. var rest]:
        return await LoadComparison.RunAsync(Seconds(rest, 10));
    case ["neighbours", var program, .. var rest]:
        return await NeighbourComparison.RunAsync(program, Seconds(rest, 5));
    case ["growth", .. var rest]:
        return GrowthTable.Print(filter: rest is [var shape, ..] ? shape : "");
    case ["mutate-reviews", .. var rest]:
        return MutationRun.Run(rest);
    case ["oracle", .. var rest]:
        return OracleRun.Run(rest);
    case ["mutate-profiles", .. var rest]:
        return ProfileMutations.Run(rest);
    case ["random-pods", .. var rest]:
        return RandomPodSeries.Run(rest);
    case ["mutated-manifests", .. var rest]:
        return ManifestMutations.Run(rest);
    case ["yaml-shapes"]:
        return YamlShapes.Run();
    default:
        await Console.Error.WriteLineAsync(
            "usage: engine [BenchmarkDotNet options] | figures [--scenario PART] [--rounds N] | profile [SCENARIO...] | load [seconds] | neighbours PROGRAM [seconds] "
            + "| growth [shape] | mutate-reviews [--count N] [--seed N] | oracle [--count N] [--seed N] | mutate-profiles [--count N] [--seed N] "
            + "| random-pods [--count N] [--seed N] | mutated-manifests [--count N] [--seed N] | yaml-shapes");
        return 2;
}

static int Seconds(string[] arguments, int fallback) => arguments is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
