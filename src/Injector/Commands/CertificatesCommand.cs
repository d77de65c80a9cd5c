using System.CommandLine;
using System.Text.Json.Nodes;
using Injector.Certificates.Renewal;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;
using Injector.Kubernetes.Api;
using Injector.Options;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector certificates</c>: the certificates that Injector manages itself.</summary>
internal sealed class CertificatesCommand : Command
{
    public CertificatesCommand(CommandConsole console)
        : base("certificates", "Looks after the certificates that Injector makes itself.") =>
        Subcommands.Add(new CertificatesRotateCommand(console));
}

/// <summary><c>injector certificates rotate</c>: requests a new authority through an annotation of the Secret, and waits for it.</summary>
internal sealed class CertificatesRotateCommand : Command, IHasExamples
{
    /// <summary>The replica that writes certificates reads the Secret every ten seconds.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private static readonly CheckScope Defaults = new();

    private readonly ClusterOptions _cluster = new();
    private readonly Option<string> _namespace = ScopeOptions.Text("--own-namespace", "NS", "Injector's own namespace.", Defaults.OwnNamespace);
    private readonly Option<string> _secret = ScopeOptions.Text("--certificate-secret", "NAME", "Secret that holds the certificates.", Defaults.CertificateSecret);
    private readonly Option<bool> _distrust = new("--distrust")
    {
        Description = "Drops all former authorities at once, for when a key is in wrong hands. For some ten seconds, until each replica has the new certificate, "
            + "pods start without sidecars, and in namespaces labelled required they are refused.",
    };

    private readonly Option<TimeSpan?> _timeout = DurationOption.Make("--timeout", "How long to wait until Injector has obeyed; 0s looks once. Default 30s.");

    public CertificatesRotateCommand(CommandConsole console)
        : base("rotate", "Asks for a new certificate authority. The present one stays trusted until nothing that it has signed is valid, and no call fails; but see --distrust.")
    {
        _cluster.AddTo(this);
        Options.Add(_namespace);
        Options.Add(_secret);
        Options.Add(_distrust);
        Options.Add(_timeout);
        SetAction((arguments, cancellation) => SelectedCluster.QueryAsync(
            _cluster, arguments, console, (server, _) => RotateAsync(server, arguments, console, cancellation), cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector certificates rotate", "a new authority, ahead of time"),
        new("injector certificates rotate --distrust", "the key has leaked"),
    ];

    private async Task<int> RotateAsync(ApiClient server, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var (home, name) = (arguments.GetValue(_namespace)!, arguments.GetValue(_secret)!);
        var path = $"/api/v1/namespaces/{home}/secrets/{name}";
        var secret = (await server.GetAsync(path, cancellation) as ApiAnswer.Done)?.Object;
        if (secret is not null && secret.TextAt("data", StoredCertificates.AuthorityKeyKey).Length == 0)
        {
            ErrorLine.Write(console, $"Secret {home}/{name} holds no authority of Injector's own: its certificates come from elsewhere, such as cert-manager or files. Rotate them there.");
            return ExitCodes.Found;
        }

        var isDistrust = arguments.GetValue(_distrust);
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject { [RotationRequest.Key] = isDistrust ? RotationRequest.Distrust : RotationRequest.Overlap },
            },
        };
        if (await server.PatchAsync(path, PatchKind.Merge, patch, cancellation) is ApiAnswer.Refused(var status))
        {
            ErrorLine.Write(console, $"Secret {home}/{name} could not be annotated: {status}");
            return ExitCodes.Found;
        }

        var progress = new ProgressLine(console);
        progress.ShowWait("a new authority");
        var problem = await new RotationWait(server, path, secret, console.Time).WaitAsync(arguments.GetValue(_timeout) ?? DefaultTimeout, cancellation);
        progress.Clear();
        if (problem is not null)
        {
            ErrorLine.Write(console, $"Secret {home}/{name} is annotated, but {problem}.");
            return ExitCodes.Found;
        }

        console.Error.WriteLine(isDistrust
            ? $"Secret {home}/{name} holds a new authority and no other. Replicas and webhook configurations follow within some ten seconds; then run: injector check"
            : $"Secret {home}/{name} holds a new authority; the former one is trusted until nothing that it has signed is valid.");
        return ExitCodes.Done;
    }
}
