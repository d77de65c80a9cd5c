namespace Injector.Diagnostics.Survey;

/// <summary>A right on the API server, in the words of its roles.</summary>
internal sealed record Right(string Verb, string Resource, string? Namespace = null, string? Name = null)
{
    /// <summary>Such as <c>get secrets/injector-certificates in injector-system</c>.</summary>
    public override string ToString() => $"{Verb} {Resource}{(Name is null ? "" : $"/{Name}")}{(Namespace is null ? "" : $" in {Namespace}")}";
}
