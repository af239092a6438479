namespace ConnectWizard.Connections;

/// <summary>
/// Every way to fail that we know, and one for what we do not. In pages, logs and docs a code is written in lower case with hyphens
/// (<see cref="ProblemCatalog.Name"/>): <c>TlsUntrusted</c> is <c>tls-untrusted</c>. A code is a promise: it is not renamed.
/// </summary>
public enum ProblemCode
{
    // The address as typed.
    AddressMissing,
    AddressUnusable,
    AddressIsServices,
    AddressNotAllowed,
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

    // Builds.
    BranchUnknown,

    // Our own records.
    ConnectionExists,
    DraftForeign,
    DraftGone,
    CredentialNeeded,
}
