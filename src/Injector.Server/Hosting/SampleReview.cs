namespace Injector.Server.Hosting;

/// <summary>A small review of a pod that requests profiles: used to warm up the server and printed for people to try.</summary>
internal static class SampleReview
{
    /// <summary>The review as one line of JSON without single quotes, so that it can be single-quoted in a shell.</summary>
    /// <param name="uid">The review's uid.</param>
    /// <param name="profiles">Value of the annotation that requests profiles.</param>
    /// <param name="annotationPrefix">Prefix of the annotation.</param>
    internal static string For(string uid, string profiles, string annotationPrefix) =>
        $$$"""
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"{{{uid}}}","kind":{"group":"","version":"v1","kind":"Pod"},
        "resource":{"group":"","version":"v1","resource":"pods"},"namespace":"default","operation":"CREATE","object":{"apiVersion":"v1","kind":"Pod",
        "metadata":{"generateName":"web-","annotations":{"{{{annotationPrefix}}}/inject":"{{{profiles}}}"}},
        "spec":{"containers":[{"name":"web","image":"nginx"}]}
        }}
        }
        """.ReplaceLineEndings("");
}
