using System.Collections.Immutable;
using System.Text;
using Injector.Diagnostics.Findings;
using Injector.Diagnostics.Tests.Checks;
using Injector.Output;
using Injector.Output.Checks;

namespace Injector.Tests.Checks;

public sealed class FindingsOutputTests
{
    private static readonly ImmutableArray<Finding> Findings =
    [
        Finding.Ok("service", "Service injector-system/injector has 2 ready endpoints"),
        Finding.Warning("replicas", "one\nreplica", "scale it"),
        Finding.Problem("ca-bundle", "pods.injector.io has no caBundle", "put one there"),
        Finding.Unknown("rights", "the right to list pods is missing", "ask for it"),
    ];

    [Fact]
    public void The_table_has_a_line_for_each_finding_and_below_it_what_to_do() => Written(console => FindingsTable.Write(Findings, console)).ShouldBe(
        """
        ok       service    Service injector-system/injector has 2 ready endpoints
        warning  replicas   one replica
                            -> scale it
        problem  ca-bundle  pods.injector.io has no caBundle
                            -> put one there
        unknown  rights     the right to list pods is missing
                            -> ask for it

        1 ok, 1 warning, 1 problem, 1 unknown

        """);

    [Fact]
    public void Findings_stand_below_the_part_that_they_are_about() => Written(console => FindingsTable.Write(
        [Findings[0] with { Section = "Server" }, Findings[1] with { Section = "Server" }, Findings[3] with { Section = "Not looked at" }], console)).ShouldBe(
        """
        Server
        ok       service   Service injector-system/injector has 2 ready endpoints
        warning  replicas  one replica
                           -> scale it

        Not looked at
        unknown  rights    the right to list pods is missing
                           -> ask for it

        1 ok, 1 warning, 0 problems, 1 unknown

        """);

    [Fact]
    public void Terminals_get_colours()
    {
        var text = Written(console => FindingsTable.Write(Findings, console), colours: true);

        text.ShouldContain("\e[32mok\e[0m       service");
        text.ShouldContain("\e[31mproblem\e[0m  ca-bundle");
    }

    [Fact]
    public void What_somebody_wrote_into_an_annotation_neither_commands_nor_fills_the_terminal()
    {
        var text = Written(console => FindingsTable.Write([Finding.Ok("path", $"a\e[2Jb\r\nc{new string('x', 5000)}")], console));

        text.ShouldStartWith("ok       path  a\\u001b[2Jb cxxx");
        text.ShouldNotContain("\e");
        text.Length.ShouldBeLessThan(700);
    }

    [Fact]
    public void Json_is_for_machines() => Written(console => FindingsJson.Write(Findings, GoodCluster.Facts, console)).ShouldBe(
        """
        {
          "apiVersion": "injector.io/v1alpha1",
          "kind": "CheckReport",
          "server": "https://api.example.test:6443/",
          "kubernetesVersion": "v1.34.1",
          "configuration": "injector",
          "ownNamespace": "injector-system",
          "summary": {
            "ok": 1,
            "warning": 1,
            "problem": 1,
            "unknown": 1
          },
          "findings": [
            {
              "state": "ok",
              "check": "service",
              "detail": "Service injector-system/injector has 2 ready endpoints"
            },
            {
              "state": "warning",
              "check": "replicas",
              "detail": "one\nreplica",
              "fix": "scale it"
            },
            {
              "state": "problem",
              "check": "ca-bundle",
              "detail": "pods.injector.io has no caBundle",
              "fix": "put one there"
            },
            {
              "state": "unknown",
              "check": "rights",
              "detail": "the right to list pods is missing",
              "fix": "ask for it"
            }
          ]
        }

        """);

    [Fact]
    public void Progress_is_shown_to_who_waits_at_a_terminal_and_taken_away_again()
    {
        using var error = new StringWriter();
        using var output = new MemoryStream();
        using var text = new StreamWriter(output);
        var line = new ProgressLine(new CommandConsole { Input = Stream.Null, Output = output, Out = new DisplayWriter(text), Error = new DisplayWriter(error), ShowsProgress = true });

        line.Show("pods");
        line.Clear();

        error.ToString().ShouldBe("\r\e[Kreading pods …\r\e[K");
    }

    private static string Written(Action<CommandConsole> write, bool colours = false)
    {
        using var output = new MemoryStream();
        using var text = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        write(new CommandConsole { Input = Stream.Null, Output = output, Out = new DisplayWriter(text, colours), Error = DisplayWriter.Null });
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
