using System.CommandLine;
using System.Text.Json.Nodes;
using Injector.Certificates.Renewal;
using Injector.Checks.Facts;
using Injector.Kubernetes.Api;
using Injector.Output;

namespace Injector.Commands;

/// <summary><c>injector certificates rotate</c>: asks whoever writes the certificates for a new authority, by an annotation of the Secret.</summary>
internal sealed class CertificatesRotateCommand : Command, IHasExamples
{
    private static readonly CheckScope Defaults = new();

    private readonly ClusterOptions _cluster = new();
    private readonly Option<string> _namespace = ScopeOptions.Text("--own-namespace", "NS", "Injector's own namespace.", Defaults.OwnNamespace);
    private readonly Option<string> _secret = ScopeOptions.Text("--certificate-secret", "NAME", "Secret that holds the certificates.", Defaults.CertificateSecret);
    private readonly Option<bool> _distrust = new("--distrust")
    {
        Description = "Drops all former authorities at once, for when a key is in wrong hands. For some ten seconds, until each replica has the new certificate, "
            + "pods start without sidecars, and in namespaces labelled required they are refused.",
    };

    public CertificatesRotateCommand(CommandConsole console)
        : base("rotate", "Asks for a new certificate authority. The present one stays trusted until nothing that it has signed is valid, and no call fails; but see --distrust.")
    {
        _cluster.AddTo(this);
        Options.Add(_namespace);
        Options.Add(_secret);
        Options.Add(_distrust);
        SetAction((arguments, cancellation) => AskedCluster.AskAsync(
            _cluster, arguments, console, (server, _) => RotateAsync(server, arguments, console, cancellation), cancellation));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples =>
    [
        new("injector certificates rotate", "a new authority, ahead of time"),
        new("injector certificates rotate --distrust", "the key has leaked"),
    ];

    private async Task<int> RotateAsync(ApiServer server, ParseResult arguments, CommandConsole console, CancellationToken cancellation)
    {
        var (home, name) = (arguments.GetValue(_namespace)!, arguments.GetValue(_secret)!);
        var path = $"/api/v1/namespaces/{home}/secrets/{name}";
        if (await server.GetAsync(path, cancellation) is ApiAnswer.Done { Object: var secret } && secret.TextAt("data", StoredCertificates.AuthorityKeyKey).Length == 0)
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

        console.Error.WriteLine(isDistrust
            ? $"Asked. Within some ten seconds Secret {home}/{name} holds a new authority, and no former one is trusted. Then run: injector check"
            : $"Asked. Within some ten seconds Secret {home}/{name} holds a new authority; the former one is trusted until nothing that it has signed is valid.");
        return ExitCodes.Done;
    }
}
