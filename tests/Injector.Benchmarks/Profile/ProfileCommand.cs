using System.Diagnostics;
using System.Globalization;
using Injector.Benchmarks.Figures;
using Injector.Testing.Former;
using Injector.Testing.Scenarios;

namespace Injector.Benchmarks.Profile;

/// <summary>
/// Says which methods of the engine take the time and where it allocates, on distinct pods; the tables go into README.md beside this project. It needs
/// <c>perf</c>.
/// </summary>
internal static class ProfileCommand
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    /// <summary>Runs <c>profile [SCENARIO...]</c>; with scenarios nothing is written.</summary>
    public static int Run(string[] arguments)
    {
        if (TimeSamples.Settings.Any(setting => Environment.GetEnvironmentVariable(setting.Key) != setting.Value))
        {
            return RunAgain(arguments);
        }

        var engine = PresentEngine.WithBuiltIns();
        var text = $"{MeasuredOn.Text()}\n";
        foreach (var name in arguments is [] ? ["three profiles", "nobody asked"] : arguments)
        {
            var scenario = ReviewScenario.All.Single(scenario => scenario.Name == name);
            var reviews = Enumerable.Range(0, scenario.Count).Select(scenario.Distinct).ToArray();
            var cost = EngineMeter.Measure([engine], [reviews], rounds: 3)[0];
            var time = ProfileTable.Of(TimeSamples.Take(() => Repeat(engine.Answer, reviews)));
            var allocations = ProfileTable.Of(AllocationSamples.Take(() => Repeat(engine.Answer, reviews)));
            var section = string.Create(CultureInfo.InvariantCulture, $"\n**{scenario.Name}, distinct**: {cost.Bytes:N0} B a review; {time}\n{allocations}");
            Console.WriteLine(section);
            text += section;
        }

        if (arguments is [])
        {
            MarkedSection.Write("profile", text);
        }

        return 0;
    }

    private static int RunAgain(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProfileCommand).Assembly.Location, "profile", .. arguments]);
        foreach (var (name, value) in TimeSamples.Settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Repeat(AnswerCall answer, byte[][] reviews)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(1 << 22);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Length)
        {
            foreach (var review in reviews)
            {
                output.ResetWrittenCount();
                answer(review, output);
            }
        }
    }
}
