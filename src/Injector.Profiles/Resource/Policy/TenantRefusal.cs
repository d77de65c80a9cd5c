namespace Injector.Profiles.Resource.Policy;

/// <summary>Something that a profile of a tenant may not do.</summary>
/// <param name="Rule">Name of the rule, as the configuration spells it.</param>
/// <param name="FieldPath">The field, such as <c>spec.volumes[0].hostPath</c>.</param>
/// <param name="Message">What is refused and what to do instead.</param>
public sealed record TenantRefusal(string Rule, string FieldPath, string Message)
{
    /// <summary>Whether the rule is newer than 0.1.0, so that an object which was stored before it is used all the same.</summary>
    internal bool IsNew { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{FieldPath}: {Message} (rule {Rule})";
}
