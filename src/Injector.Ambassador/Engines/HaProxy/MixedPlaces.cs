using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Finds servers of one upstream by short names of which some may be in the cluster and others in the world: HAProxy asks the ones or the others.</summary>
internal static class MixedPlaces
{
    /// <summary>One sentence for each cluster. Names that differ in their first label alone are in one place.</summary>
    public static IEnumerable<string> Warnings(AmbassadorModel model)
    {
        var addresses = new ServerAddress(model.Settings);
        foreach (var cluster in model.Clusters)
        {
            var open = cluster.Endpoints.Where(endpoint => addresses.CountPlaces(endpoint) > 1).DistinctBy(endpoint => Domain(endpoint.Host)).ToArray();
            if (open.Length > 1)
            {
                // What to write comes first, since an admission warning is cut.
                yield return $"upstream {cluster.Name}: write {open[0].Host} and {open[1].Host} with .svc (in the cluster) or a dot (outside) at the end: by short names HAProxy "
                    + "asks the servers in the cluster as soon as one of them is there, and then none outside";
            }
        }
    }

    private static string Domain(string host) => host[(host.IndexOf('.') + 1)..];
}
