namespace Injector.Profiles.Resource.Policy;

/// <summary>What profiles of tenants can be denied. A tenant is every namespace but Injector's own.</summary>
public enum TenantRule
{
    /// <summary>No volume is a path of the node.</summary>
    HostPath,

    /// <summary>No container is privileged, escalates privileges, unmasks <c>/proc</c> or is a process of a Windows host.</summary>
    Privileged,

    /// <summary>No container adds Linux capabilities.</summary>
    Capabilities,

    /// <summary>The profile is not for pods that share the node's network.</summary>
    HostNetwork,

    /// <summary>No container takes a port of the node.</summary>
    HostPort,

    /// <summary>No container gets a token of the service account.</summary>
    ApiToken,
}
