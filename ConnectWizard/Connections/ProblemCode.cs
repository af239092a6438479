namespace ConnectWizard.Connections;

/// <summary>Pages, logs and docs write <c>TlsUntrusted</c> as <c>tls-untrusted</c> (<see cref="ProblemCatalog.Name"/>). Codes are stable.</summary>
public enum ProblemCode
{
    // The address as typed.
    AddressMissing,
    AddressUnusable,
    AddressIsServices,
    AddressNotAllowed,
    PortNotAllowed,
    AddressUnencrypted,

    // The way there.
    NameUnknown,
    ConnectionRefused,
    Unreachable,
    TimedOut,
    ConnectionReset,
    TlsUntrusted,
    TlsSelfSigned,
    TlsExpired,
    TlsEndsSoon,
    TlsWrongName,
    TlsProtocol,
    TlsFailed,
    NotHttp,

    // What answers.
    NotAzureDevOps,
    ProxyAnswered,
    WebServerAnswered,
    Redirected,
    BrokenAnswer,
    AnswerTooLarge,
    ListingsFull,
    Throttled,
    Delayed,
    ServerError,
    UnexpectedAnswer,

    // Which product.
    TeamFoundationServer,
    VersionTooOld,
    VersionNewer,
    VersionUnknown,

    // Signing in.
    BasicShadowed,
    WindowsOnly,
    TokenMissing,
    TokenMalformed,
    TokenRefused,
    TokenExpired,
    TokenGlobal,
    ScopeMissing,
    SignInPage,
    ConditionalAccess,
    NotAMember,

    // What is there.
    CollectionMissing,
    CollectionUnknown,
    CollectionUnusable,
    CollectionStopped,
    CollectionTwice,
    ProjectsNone,
    RepositoriesNone,
    TfvcOnly,
    PermissionMissing,
    LinksLocalhost,
    LinksElsewhere,
    RepositoryUnknown,
    RepositoryDisabled,
    RepositoryEmpty,
    GitRefused,
    WebhooksNotAllowed,
    WebhooksUnknown,

    // A webhook's life.
    WebhookTargetLocal,
    WebhookTargetRefused,
    WebhookUnconfirmed,
    WebhookTestFailed,
    WebhookTestElsewhere,
    WebhookOnProbation,
    WebhookDisabledBySystem,
    WebhookDisabledByUser,
    WebhookCreatorGone,
    WebhookMissing,
    WebhookAddressChanged,
    WebhookSecretMismatch,
    WebhookInputsChanged,
    WebhookUnreadable,
    WebhookSilent,
    WebhookRetrying,
    WebhookRemovalPending,

    // The cloud.
    SignInAgain,
    OrganizationUnknown,
    OrganizationStopped,
    OrganizationOtherTenant,
    OrganizationRefused,
    SignInDeclined,
    SignInExpired,
    SignInBroken,
    SignInUnreachable,
    SignInRefused,
    SignInOtherAccount,
    AdminConsentNeeded,
    AppUnknown,
    PersonalAccount,
    WrongTenant,

    // Application identities.
    IdentityUnknown,
    IdentitySecretRefused,
    IdentityCertificateRefused,
    IdentityAssertionRefused,
    IdentityFileMissing,
    IdentityNotOffered,
    IdentityNotAdded,
    ManagedIdentityMissing,
    LicenseMissing,

    // Builds.
    BranchUnknown,

    // Our own records.
    DatabaseUnavailable,
    DatabaseFull,
    DatabaseReadOnly,
    ConnectionExists,
    ConnectionChanged,
    DraftForeign,
    DraftGone,
    CredentialNeeded,
}
