using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Survey;
using Injector.Kubernetes.Api;
using Injector.Options;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary><c>injector version</c>.</summary>
internal sealed class VersionCommand : Command, IHasExamples
{
    /// <summary>The versions in a cluster; empty where unknown.</summary>
    private sealed record ClusterVersions(string Kubernetes, string Injector);

    private readonly ClusterOptions _cluster = new();
    private readonly Option<string> _output = MachineOutput.Make("text", "json");

    public VersionCommand(CommandConsole console)
        : base("version", "Prints the version; with --context or --kubeconfig those of the cluster's API server and of the Injector in it, too.")
    {
        _cluster.AddTo(this, isRequestedAnyway: _ => false);
        Options.Add(_output);
        SetAction((arguments, cancellation) => _cluster.IsNamed(arguments.CommandResult)
            ? SelectedCluster.QueryAsync(
                _cluster,
                arguments,
                console,
                async (server, version) => Write(arguments, console, new ClusterVersions(version, await ReleaseAsync(server, cancellation))),
                cancellation)
            : Task.FromResult(Write(arguments, console, null)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector version --output json", "for machines"),
        new("injector version --context staging", "that of a cluster, too"),
    ];

    private static async Task<string> ReleaseAsync(ApiClient server, CancellationToken cancellation)
    {
        var scope = new CheckScope();
        var facts = new ClusterFacts { Server = server.Connection.Server, Version = "", Scope = scope, Now = default, ProgramVersion = BuildVersion.Number, OwnNamespace = scope.OwnNamespace };
        var reader = new ResourceReader(server);
        facts = await new WebhookSurvey(reader, scope).ReadMutatingAsync(facts, cancellation);
        facts = await new ServingSurvey(reader).ReadServersAsync(facts, cancellation);
        return facts.Release;
    }

    private int Write(ParseResult arguments, CommandConsole console, ClusterVersions? cluster)
    {
        if (arguments.GetValue(_output) != "json")
        {
            console.Out.WriteLine(VersionAction.Text);
            if (cluster is not null)
            {
                console.Out.WriteLine($"in the cluster: {(cluster.Injector.Length > 0 ? $"injector {cluster.Injector}" : "no injector, or none whose version can be seen")}");
                console.Out.WriteLine($"API server: {(cluster.Kubernetes.Length > 0 ? cluster.Kubernetes : "unknown")}");
            }

            return ExitCodes.Done;
        }

        JsonOutput.Write(console, writer =>
        {
            writer.WriteStartObject();
            JsonOutput.WriteKind(writer, "Version");
            writer.WriteString("version", BuildVersion.Number);
            writer.WriteString("commit", BuildVersion.Full.Split('+') is [_, var commit] ? commit : "");
            writer.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            writer.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
            if (cluster is not null)
            {
                writer.WriteString("serverVersion", cluster.Injector);
                writer.WriteString("kubernetesVersion", cluster.Kubernetes);
            }

            writer.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}

/// <summary>The option <c>--version</c>, which prints the same as the command of that name.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <summary>The version for people.</summary>
    public static string Text => $"injector {BuildVersion.Number}";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new DisplayWriter(parseResult.InvocationConfiguration.Output).WriteLine(Text);
        return ExitCodes.Done;
    }
}
