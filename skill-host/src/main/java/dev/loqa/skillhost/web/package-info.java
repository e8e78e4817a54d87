/// What a web call is made of before anybody makes it: address, headers, networks, handles of
/// secrets. Pure: nothing here resolves a name or opens a connection. Begin with [WebAddress].
@NullMarked
package dev.loqa.skillhost.web;

import org.jspecify.annotations.NullMarked;
