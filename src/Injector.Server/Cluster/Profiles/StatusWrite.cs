namespace Injector.Server.Cluster.Profiles;

/// <summary>What became of the writing of a status.</summary>
internal enum StatusWrite
{
    /// <summary>It stands in the cluster.</summary>
    Written,

    /// <summary>The object is another one by now, or gone; its next edition is judged anew.</summary>
    Outdated,

    /// <summary>The API server refused or could not be reached; it is tried again later.</summary>
    Failed,
}
