using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Rollouts.Drills;

/// <summary>The creations of a drill: in a namespace that asks for sidecars, and in one that requires them.</summary>
internal sealed record DrillLoads(DrillLoad Ordinary, DrillLoad Required) : IAsyncDisposable
{
    internal static DrillLoads Start(ApiClient client, string ordinary, string required) => new(DrillLoad.Start(client, ordinary), DrillLoad.Start(client, required));

    /// <summary>Waits until so many more pods have been created with their sidecar in each.</summary>
    internal Task InjectMoreAsync(int count) => Task.WhenAll(Ordinary.InjectMoreAsync(count), Required.InjectMoreAsync(count));

    /// <summary>Waits until so many pods were tried in each.</summary>
    internal Task TryAsync(int count) =>
        Waiting.UntilAsync(() => Task.FromResult(Required.Tries >= count && Ordinary.Tries >= count), $"fewer than {count} pods were created");

    /// <summary>Stops creating, and counts.</summary>
    internal async Task<(DrillCount Ordinary, DrillCount Required)> StopAsync() => (await Ordinary.StopAsync(), await Required.StopAsync());

    public async ValueTask DisposeAsync()
    {
        await Ordinary.DisposeAsync();
        await Required.DisposeAsync();
    }
}
