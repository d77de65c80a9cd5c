using Xunit;

namespace Injector.Testing.ControlPlane;

/// <summary>
/// One control plane, with kube-controller-manager, for all the tests of a collection. Where the machine has none it does
/// nothing, for its tests are skipped; with <c>CI=true</c> it fails them.
/// </summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    private LocalControlPlane? _controlPlane;
    private int _namespaces;

    /// <summary>The running control plane.</summary>
    /// <exception cref="InvalidOperationException">The machine has none: mark the test with <see cref="ControlPlaneFactAttribute"/>.</exception>
    public LocalControlPlane ControlPlane => _controlPlane ?? throw new InvalidOperationException(ControlPlaneAssets.HowToProvision);

    /// <summary>The control plane's client.</summary>
    public ApiClient Client => ControlPlane.Client;

    /// <summary>Creates a namespace that no other test of the collection uses, and waits until it takes pods.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> NewNamespaceAsync(
        IReadOnlyDictionary<string, string>? labels = null, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var name = $"test-{Interlocked.Increment(ref _namespaces)}";
        await ControlPlane.CreateNamespaceAsync(name, labels, annotations);
        return name;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is null)
        {
            _controlPlane = await LocalControlPlane.StartAsync();
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_controlPlane is not null)
        {
            await _controlPlane.DisposeAsync();
        }
    }
}
