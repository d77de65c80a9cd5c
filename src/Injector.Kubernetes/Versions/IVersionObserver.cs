namespace Injector.Kubernetes.Versions;

/// <summary>Is told what becomes of asking for the server's version, for logs. Must not throw.</summary>
public interface IVersionObserver
{
    /// <summary>The version is another one than before, or known for the first time.</summary>
    /// <param name="version">Major and minor version.</param>
    void Discovered(Version version);

    /// <summary>The version could not be found out; what was known stays.</summary>
    /// <param name="explanation">Why, for people.</param>
    void Unknown(string explanation);
}
