namespace Injector.EndToEnd.Tests.Check;

/// <summary>The tests that share one <see cref="CheckedCluster"/>.</summary>
[CollectionDefinition(CheckedCluster.Collection)]
public sealed class SharedCheckedCluster : ICollectionFixture<CheckedCluster>
{
}
