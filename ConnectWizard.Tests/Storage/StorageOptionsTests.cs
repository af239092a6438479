using ConnectWizard.Storage.Keys;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("Data Source=/somewhere/connectwizard.db", null)]
    [InlineData("Data Source=:memory:", "in memory")]
    [InlineData("Data Source=x;Mode=Memory", "in memory")]
    [InlineData("Data Source=x;Mode=ReadOnly", "read-only")]
    [InlineData("Mode=ReadWriteCreate", "no file is named")]
    [InlineData("Host=db;Username=me", "not a connection string of Microsoft.Data.Sqlite")]
    public void A_connection_string_that_cannot_work_is_named_with_its_reason(string text, string? reason)
    {
        var result = new ValidateStoreOptions().Validate(null, new StoreOptions { ConnectionString = text });

        result.Succeeded.ShouldBe(reason is null);
        if (reason is not null)
            result.Failures.ShouldHaveSingleItem().ShouldStartWith("Store:ConnectionString:");
        (result.FailureMessage ?? "").ShouldContain(reason ?? "");
    }

    [Fact]
    public void PostgreSql_is_refused_by_its_key() =>
        new ValidateStoreOptions().Validate(null, new StoreOptions { Provider = StoreProvider.PostgreSql })
            .Failures.ShouldHaveSingleItem().ShouldStartWith("Store:Provider: PostgreSql is not supported yet");

    [Fact]
    public void Key_file_and_certificate_exclude_each_other() =>
        new ValidateSecretsOptions().Validate(null, new SecretsOptions { KeyFile = "key", Certificate = "certificate" })
            .Failures.ShouldHaveSingleItem().ShouldContain("only one of them");

    [Fact]
    public void A_certificate_file_that_is_not_there_is_named() =>
        new ValidateSecretsOptions().Validate(null, new SecretsOptions { Certificate = "/nowhere/certificate.pfx" })
            .Failures.ShouldHaveSingleItem().ShouldContain("/nowhere/certificate.pfx");

    [Fact]
    public void A_password_without_a_certificate_is_a_fault() =>
        new ValidateSecretsOptions().Validate(null, new SecretsOptions { CertificatePassword = "x" })
            .Failures.ShouldHaveSingleItem().ShouldStartWith("Secrets:CertificatePassword:");

    [Fact]
    public void Records_and_key_rest_in_different_folders_by_default()
    {
        Path.GetFileName(UserFolders.DefaultDatabase).ShouldBe("connectwizard.db");
        Path.GetDirectoryName(UserFolders.DefaultKeyFile).ShouldNotBe(Path.GetDirectoryName(UserFolders.DefaultDatabase), StringComparer.Ordinal);
    }
}
