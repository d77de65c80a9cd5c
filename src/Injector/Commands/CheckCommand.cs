using System.CommandLine;
using Injector.Checks;
using Injector.Checks.Facts;
using Injector.Checks.Survey;
using Injector.Injection;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Connection;
using Injector.Output;
using Injector.Output.Checks;
using Injector.Server;

namespace Injector.Commands;

/// <summary><c>injector check</c>: asks a cluster whether Injector is set up right, and whether pods that ask for sidecars have them.</summary>
internal sealed class CheckCommand : Command, IHasExamples
{
    private readonly ClusterOptions _cluster = new();
    private readonly CheckOptions _scope = new();
    private readonly Option<string?> _profiles = ProfilesOption.Make();
    private readonly Option<string> _output = MachineOutput.Make("text", "json");

    private readonly Option<bool> _strict = new("--fail-on-warning") { Description = "Warnings, and what could not be found out, count as found something too." };

    public CheckCommand(CommandConsole console)
        : base("check", "Asks a cluster whether Injector is set up right, and whether pods that ask for sidecars have them. Changes nothing.")
    {
        _cluster.AddTo(this);
        _scope.AddTo(this);
        Options.Add(_profiles);
        Options.Add(_strict);
        Options.Add(_output);
        SetAction((arguments, cancellation) => RunAsync(arguments, console, cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector check", "the cluster of the current context"),
        new("injector check -n shop --context staging", "the workloads of one namespace of another cluster"),
        new("injector check -o json --fail-on-warning", "for machines"),
    ];

    private async Task<int> RunAsync(ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        try
        {
            using var server = new ApiServer(_cluster.Connect(arguments, Environment.GetEnvironmentVariable, TimeProvider.System), BuildVersion.Number, TimeProvider.System);
            var answer = await server.GetAsync("/version", cancellation);
            if (answer is ApiAnswer.Refused({ Code: 401 } status))
            {
                ErrorLine.Write(console, $"The API server {server.Connection.Server} ({server.Connection.Origin}) does not take the credentials: {status}");
                return ExitCodes.Unreachable;
            }

            var version = (answer as ApiAnswer.Done)?.Object.TextAt("gitVersion") ?? "";
            return Report(await SurveyAsync(server, version, arguments, console, cancellation), arguments, console);
        }
        catch (ClusterConnectionException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
        catch (ApiUnreachableException exception)
        {
            ErrorLine.Write(console, exception.Message);
            return ExitCodes.Unreachable;
        }
    }

    private async Task<ClusterFacts> SurveyAsync(
        ApiServer server, string version, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var progress = new ProgressLine(console);
        try
        {
            var scope = _scope.Read(arguments, Environment.GetEnvironmentVariable);
            var profiles = ProfileSources.Read(arguments.GetValue(_profiles));
            return await new ClusterSurvey(server, scope, profiles, TimeProvider.System, progress.Show).ReadAsync(version, cancellation);
        }
        finally
        {
            progress.Clear();
        }
    }

    private int Report(ClusterFacts facts, ParseResult arguments, CommandConsole console)
    {
        var findings = ClusterChecks.Look(facts);
        if (arguments.GetValue(_output) == "json")
        {
            FindingsJson.Write(findings, facts, console);
        }
        else
        {
            FindingsTable.Write(findings, console);
        }

        var isStrict = arguments.GetValue(_strict);
        return findings.Any(finding => finding.State == FindingState.Problem || (isStrict && finding.State != FindingState.Ok))
            ? ExitCodes.Found
            : ExitCodes.Done;
    }
}
