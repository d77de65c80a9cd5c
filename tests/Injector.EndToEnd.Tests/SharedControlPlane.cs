using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests;

/// <summary>The tests that share one control plane; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedControlPlane : ICollectionFixture<ControlPlaneFixture>
{
    public const string Name = "control plane";
}
