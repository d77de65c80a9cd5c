using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>Tests that install for a whole cluster; they have a control plane that no other test sees, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InstalledCharts : ICollectionFixture<ControlPlaneFixture>
{
    public const string Name = "installed charts";
}
