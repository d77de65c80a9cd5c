using System.Security.Cryptography.X509Certificates;

namespace Injector.Kubernetes.Connection;

/// <summary>Credentials from a plugin, cached until they expire or the API server refuses them. Concurrent callers share one run.</summary>
internal sealed class ExecCredentials : IClusterCredentials, IDisposable
{
    /// <summary>A credential is renewed a little early, so that it does not expire in transit.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Func<CancellationToken, Task<ExecCredential>> _obtain;
    private readonly X509Certificate2? _certificate;
    private readonly TimeProvider _time;
    private volatile ExecCredential? _current;

    private ExecCredentials(Func<CancellationToken, Task<ExecCredential>> obtain, X509Certificate2? certificate, TimeProvider time)
    {
        _obtain = obtain;
        _certificate = certificate;
        _time = time;
    }

    internal static ExecCredentials Of(ExecPlugin plugin, X509Certificate2? certificate, TimeProvider time) =>
        new(async cancellation => ExecCredential.Parse(await ExecRun.OutputAsync(plugin, time, cancellation), plugin), certificate, time);

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? Complete(_current = await _obtain(cancellationToken));
        }
        finally
        {
            _gate.Release();
        }
    }

    public bool Refused()
    {
        _current = null;
        return true;
    }

    public void Dispose() => _gate.Dispose();

    private Credential? Fresh() =>
        _current is { } current && (current.Expires is not { } end || _time.GetUtcNow() < end - Margin) ? Complete(current) : null;

    private Credential Complete(ExecCredential obtained) => obtained.Credential with { Certificate = obtained.Credential.Certificate ?? _certificate };
}
