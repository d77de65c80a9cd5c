namespace Injector.Server;

/// <summary>Where the serving certificate comes from.</summary>
public enum CertificateMode
{
    /// <summary>From files where they are named, else a throw-away one.</summary>
    Auto,

    /// <summary>From files, which somebody else renews: cert-manager through a mounted Secret, or a person.</summary>
    Files,

    /// <summary>From an authority of Injector's own, shared by its replicas in a Secret and told to the API servers in <c>caBundle</c>.</summary>
    Self,
}
