namespace Injector.Core.Profiles;

/// <summary>What happens when a pod already has a foreign container with the name of an added one.</summary>
public enum NameConflictHandling
{
    /// <summary>The pod is denied and both containers are named.</summary>
    Deny,

    /// <summary>The added container takes the next free name: <c>name-2</c>, <c>name-3</c> and so on.</summary>
    Rename,
}
