using BenchmarkDotNet.Running;
using Injector.Benchmarks.Engine;
using Injector.Benchmarks.Load;

switch (args)
{
    case ["engine", .. var rest]:
        BenchmarkRunner.Run<AdmissionBenchmarks>(args: rest);
        return 0;
    case ["load", .. var rest]:
        return await LoadComparison.RunAsync(seconds: rest is [var text, ..] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 10);
    default:
        await Console.Error.WriteLineAsync("usage: engine [BenchmarkDotNet options] | load [seconds]");
        return 2;
}
